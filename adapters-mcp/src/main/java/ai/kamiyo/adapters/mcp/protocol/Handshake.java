package ai.kamiyo.adapters.mcp.protocol;

/**
 * What a legacy client and this server agreed on.
 *
 * @param client the client program's name for itself, short and clean; empty if it gave none
 */
public record Handshake(Revision revision, String client) {
  /** Before any: the newest revision, and nobody has given a name. */
  public static final Handshake NONE = new Handshake(Revision.NEWEST, "");

  /** Where nothing tells the revision, the protocol says to assume this one. */
  public static final Handshake UNTOLD = new Handshake(Revision.V2025_03_26, "");
}
