package ai.kamiyo.adapters.billing.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys from PEM files in the form PKCS #8, which {@code openssl genpkey} writes. */
final class PemFile {
  private static final int MAX_BYTES = 64 * 1024;
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private PemFile() {}

  static PrivateKey ed25519(Path file) {
    try {
      return KeyFactory.getInstance("Ed25519").generatePrivate(pkcs8(file));
    } catch (GeneralSecurityException e) {
      throw unfit("an Ed25519 key (openssl genpkey -algorithm ed25519)", e);
    }
  }

  static ECPrivateKey p256(Path file) {
    try {
      PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(pkcs8(file));
      if (key instanceof ECPrivateKey curve && isP256(curve.getParams())) {
        return curve;
      }
      throw new GeneralSecurityException("another curve");
    } catch (GeneralSecurityException e) {
      throw unfit(
          "a P-256 key (openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256)", e);
    }
  }

  private static boolean isP256(ECParameterSpec found) throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    ECParameterSpec wanted = parameters.getParameterSpec(ECParameterSpec.class);
    return found.getCurve().equals(wanted.getCurve())
        && found.getGenerator().equals(wanted.getGenerator());
  }

  private static PKCS8EncodedKeySpec pkcs8(Path file) throws GeneralSecurityException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new GeneralSecurityException("too long for a key");
      }
      byte[] bytes = Files.readAllBytes(file);
      Matcher pem = PKCS8.matcher(new String(bytes, StandardCharsets.US_ASCII));
      Arrays.fill(bytes, (byte) 0);
      if (!pem.find()) {
        throw new GeneralSecurityException("no private key in PKCS #8");
      }
      return new PKCS8EncodedKeySpec(
          Base64.getMimeDecoder().decode(pem.group(1).replaceAll("\\s", "")));
    } catch (IOException e) {
      throw new UncheckedIOException("MCP_JWT_PRIVATE_KEY_FILE cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("no Base64", e);
    }
  }

  private static IllegalStateException unfit(String wanted, GeneralSecurityException cause) {
    return new IllegalStateException(
        "MCP_JWT_PRIVATE_KEY_FILE must hold " + wanted + " as a PEM file", cause);
  }
}
