package ai.kamiyo.adapters.billing.web;

import ai.kamiyo.application.access.Issued;
import ai.kamiyo.domain.access.TokenClaims;
import com.google.gson.JsonObject;

/** A new token for a program. */
final class IssuedJson {
  private IssuedJson() {}

  static JsonObject of(Issued issued) {
    TokenClaims claims = issued.kept().claims();
    JsonObject json = new JsonObject();
    json.addProperty("token", issued.token().reveal());
    json.addProperty("jti", claims.id().value());
    json.addProperty("customer", claims.customer().value());
    json.addProperty("tier", claims.tier().label());
    json.addProperty("expires_at", claims.expiresAt().toString());
    return json;
  }
}
