package ai.kamiyo.application.access;

import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.IssuedToken;

/** A new token: what its holder gets, the only time it can be seen, and what is kept of it. */
public record Issued(AccessToken token, IssuedToken kept) {}
