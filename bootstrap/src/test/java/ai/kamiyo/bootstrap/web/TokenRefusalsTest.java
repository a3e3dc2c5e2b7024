package ai.kamiyo.bootstrap.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.endtoend.Installation;
import ai.kamiyo.bootstrap.endtoend.Json;
import ai.kamiyo.bootstrap.endtoend.Outcome;
import ai.kamiyo.bootstrap.endtoend.Patience;
import ai.kamiyo.bootstrap.web.Forge.Signer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Tokens that are not quite right, one by one, at a real server: each is 401 and learns nothing.
 */
class TokenRefusalsTest {
  private static final String SECRET = "a-secret-that-nobody-else-knows-0123456789";
  private static final List<String> DOORS = List.of("/mcp", "/account", "/sse");

  @TempDir static Path folder;
  private static Installation installation;
  private static Served served;
  private static Forge forge;
  private static String key;

  @BeforeAll
  static void start() {
    installation = Served.unlimited(folder).with("MCP_JWT_SECRET", SECRET);
    served = Served.start(installation);
    forge = new Forge(installation.home(), served.publicUrl());
    key =
        Json.read(Forge.decoded(issued().path("token").asString().split("\\.", -1)[0]))
            .path("kid")
            .asString();
  }

  @AfterAll
  static void end() {
    forge.close();
    installation.close();
  }

  private static JsonNode issued() {
    Outcome issued =
        served.run("token", "issue", "--customer", "globex", "--tier", "team", "--json");
    assertThat(issued.exit()).as(issued.err()).isZero();
    return Json.read(issued.out());
  }

  private static Signer own() {
    return Forge.hmac(SECRET.getBytes(UTF_8));
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  private static Answer knock(Served at, String door, String header) {
    return door.equals("/mcp")
        ? Web.post(at.uri(door), Session.initialize(), "Authorization", header)
        : Web.get(at.uri(door), "Authorization", header);
  }

  /** At every door it is 401, says where to get a token, and says nothing that helps to forge. */
  private static void assertRefused(Served at, String token) {
    for (String door : DOORS) {
      Answer refused = knock(at, door, bearer(token)).is(401);
      assertThat(refused.header("WWW-Authenticate").orElse(""))
          .startsWith("Bearer resource_metadata=\"" + at.publicUrl() + "/.well-known/")
          .contains("error=\"invalid_token\"");
      assertThat(refused.body())
          .as("as any nonsense is answered")
          .isEqualTo(knock(at, door, bearer("nonsense")).body());
    }
  }

  /** So that what is refused is not refused because it was made here. */
  @Test
  void aTokenWrittenByHandIsGoodIfAllOfItIs() {
    String token = forge.issued("HS256", key, forge.claims(), own());
    knock(served, "/mcp", bearer(token)).is(200);
    assertThat(knock(served, "/account", bearer(token)).is(200).body()).contains("personal");
  }

  /** What may be wrong with a token. */
  enum Wrong {
    ALGORITHM_NONE {
      @Override
      String token(Map<String, Object> claims) {
        return forge.issued("none", key, claims, text -> new byte[0]);
      }
    },
    ALGORITHM_NONE_WITH_A_SIGNATURE {
      @Override
      String token(Map<String, Object> claims) {
        return forge.issued("none", key, claims, own());
      }
    },
    OTHER_KEY {
      @Override
      String token(Map<String, Object> claims) {
        byte[] other = "another-secret-of-somebody-else-0123456789".getBytes(UTF_8);
        return forge.issued("HS256", key, claims, Forge.hmac(other));
      }
    },
    OTHER_KEY_ID {
      @Override
      String token(Map<String, Object> claims) {
        return forge.issued("HS256", "0123456789abcdef", claims, own());
      }
    },
    OTHER_ALGORITHM_NAMED {
      @Override
      String token(Map<String, Object> claims) {
        return forge.issued("HS512", key, claims, own());
      }
    },
    FOREIGN_ISSUER {
      @Override
      String token(Map<String, Object> claims) {
        claims.put("iss", "https://evil.example");
        return signed(claims);
      }
    },
    FOREIGN_AUDIENCE {
      @Override
      String token(Map<String, Object> claims) {
        claims.put("aud", "https://evil.example");
        return signed(claims);
      }
    },
    FOREIGN_AUDIENCE_BESIDE_OURS {
      @Override
      String token(Map<String, Object> claims) {
        claims.put("aud", List.of(String.valueOf(claims.get("iss")), "https://evil.example"));
        return signed(claims);
      }
    },
    OTHER_TYPE {
      @Override
      String token(Map<String, Object> claims) {
        claims.put("type", "refresh");
        return signed(claims);
      }
    },
    NOT_YET_VALID {
      @Override
      String token(Map<String, Object> claims) {
        claims.put("nbf", now(claims) + 1800);
        return signed(claims);
      }
    },
    ISSUED_IN_THE_FUTURE {
      @Override
      String token(Map<String, Object> claims) {
        claims.put("iat", now(claims) + 1800);
        return signed(claims);
      }
    },
    NO_EXPIRY {
      @Override
      String token(Map<String, Object> claims) {
        claims.remove("exp");
        return signed(claims);
      }
    },
    UNKNOWN_JTI {
      @Override
      String token(Map<String, Object> claims) {
        return Forge.written("HS256", key, claims, own());
      }
    },
    ANOTHER_TOKENS_JTI {
      @Override
      String token(Map<String, Object> claims) {
        var _ = signed(claims);
        claims.put("exp", now(claims) + 7200);
        return Forge.written("HS256", key, claims, own());
      }
    },
    CUT {
      @Override
      String token(Map<String, Object> claims) {
        String token = signed(claims);
        return token.substring(0, token.length() - 4);
      }
    },
    WITHOUT_ITS_SIGNATURE {
      @Override
      String token(Map<String, Object> claims) {
        String token = signed(claims);
        return token.substring(0, token.lastIndexOf('.') + 1);
      }
    },
    TIER_RAISED_BY_HAND {
      @Override
      String token(Map<String, Object> claims) {
        String[] parts = signed(claims).split("\\.", -1);
        claims.put("tier", "enterprise");
        return parts[0] + "." + Forge.part(claims) + "." + parts[2];
      }
    };

    abstract String token(Map<String, Object> claims);

    static String signed(Map<String, Object> claims) {
      return forge.issued("HS256", key, claims, own());
    }

    static long now(Map<String, Object> claims) {
      return Long.parseLong(String.valueOf(claims.get("iat")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotQuiteATokenIsNone(Wrong wrong) {
    assertRefused(served, wrong.token(forge.claims()));
  }

  /** The tier in a token is information; what a customer may do is looked up. */
  @Test
  void aTierThatIsRaisedWithTheRightKeyRaisesNothing() {
    Map<String, Object> claims = forge.claims();
    claims.put("tier", "enterprise");
    String token = forge.issued("HS256", key, claims, own());
    assertThat(knock(served, "/account", bearer(token)).is(200).body())
        .contains("\"tier\":\"personal\"");
  }

  @Test
  void whatIsOverIsSaidToBeOver() {
    Map<String, Object> claims = forge.claims();
    claims.put("iat", Wrong.now(claims) - 7200);
    claims.put("exp", Wrong.now(claims) + 3600);
    String token = forge.issued("HS256", key, claims, own());
    for (String door : DOORS) {
      Answer refused = knock(served, door, bearer(token)).is(401);
      assertThat(refused.header("WWW-Authenticate").orElse("")).contains("resource_metadata=");
      assertThat(refused.body()).contains("token_expired").doesNotContain("acme");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Bearer .", "Bearer ..", "Basic YTpi", "Token x"})
  void whatIsEmptyOrOfAnotherKindIsNone(String header) {
    for (String door : DOORS) {
      Answer refused = knock(served, door, header).is(401);
      assertThat(refused.header("WWW-Authenticate").orElse("")).contains("resource_metadata=");
    }
  }

  @Test
  void whatAnotherProcessRevokesIsRefusedWithinASecond() {
    // A busy machine may delay one of them.
    Patience.until(
        () -> untilRevoked().compareTo(Duration.ofSeconds(1)) < 0,
        () -> "a revocation to be seen within a second");
  }

  /** How long a token is still good that another process has revoked. */
  private static Duration untilRevoked() {
    JsonNode issued = issued();
    String header = bearer(issued.path("token").asString());
    assertThat(knock(served, "/account", header).is(200).body()).contains("\"tier\":\"team\"");
    knock(served, "/mcp", header).is(200);
    Outcome revoked = served.run("token", "revoke", issued.path("jti").asString());
    assertThat(revoked.out()).startsWith("revoked ");
    long begin = System.nanoTime();
    Patience.until(
        Duration.ofSeconds(10),
        () -> knock(served, "/mcp", header).status() == 401,
        () -> "a revocation to be seen");
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    for (String door : DOORS) {
      assertThat(knock(served, door, header).is(401).body()).contains("token_revoked");
    }
    return took;
  }

  /** A public key is known to everybody and must never serve as a secret. */
  @Test
  void aPublicKeyIsNoSecret(@TempDir Path elsewhere) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path pem =
        Files.writeString(
            elsewhere.resolve("key.pem"), pem("PRIVATE", pair.getPrivate().getEncoded()));
    try (Installation keyed =
            Served.unlimited(elsewhere)
                .with("MCP_JWT_SECRET", SECRET)
                .with("MCP_JWT_ALGORITHM", "EdDSA")
                .with("MCP_JWT_PRIVATE_KEY_FILE", pem.toString());
        Served at = Served.start(keyed);
        Forge there = new Forge(keyed.home(), at.publicUrl())) {
      JsonNode published =
          Json.read(Web.get(at.uri("/.well-known/jwks.json")).is(200).body()).path("keys").path(0);
      assertThat(Json.names(published)).contains("x").doesNotContain("d");
      String id = published.path("kid").asString();
      String good = there.issued("EdDSA", id, there.claims(), Forge.ed25519(pair.getPrivate()));
      knock(at, "/account", bearer(good)).is(200);
      byte[] spki = pair.getPublic().getEncoded();
      for (byte[] known :
          List.of(
              Base64.getUrlDecoder().decode(published.path("x").asString()),
              published.path("x").asString().getBytes(UTF_8),
              spki,
              pem("PUBLIC", spki).getBytes(UTF_8),
              SECRET.getBytes(UTF_8))) {
        for (String algorithm : List.of("HS256", "EdDSA")) {
          assertRefused(at, there.issued(algorithm, id, there.claims(), Forge.hmac(known)));
        }
      }
    }
  }

  private static String pem(String kind, byte[] key) {
    return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(key), kind);
  }
}
