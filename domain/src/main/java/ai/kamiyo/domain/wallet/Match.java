package ai.kamiyo.domain.wallet;

/** Something a wallet did, and the listing that makes it worth telling. */
public record Match<T>(T what, Listing listing) {}
