package ai.kamiyo.domain.access;

/** Who makes a call. Each knows the client program it uses, as that program names itself. */
public sealed interface Caller {
  /** The name of the client program, as untrusted text; empty if it gave none. */
  String client();

  /** A customer, known by a verified token. */
  record Customer(CustomerId id, String client) implements Caller {}

  /** Somebody without a token. */
  record Anonymous(String address, String client) implements Caller {}

  /** Somebody whose token is not accepted, for this reason. */
  record Rejected(Refusal refusal, String client) implements Caller {}

  /** The person at this machine, over stdio. */
  record Local(String client) implements Caller {}
}
