import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The bank's envelope in Java with the JDK alone: AES-CBC for the text, RSA for the AES key. Written to test other
 * implementations against; it says what a client has to do, and answers failures with an empty Optional.
 */
final class Envelope {
  private static final Map<String, String> CIPHERS =
      Map.of("PKCS1", "RSA/ECB/PKCS1Padding", "OAEP-SHA1", "RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
  private static final Map<String, String> ALGORITHM_NAMES = Map.of("PKCS1", "NONE", "OAEP-SHA1", "SHA1");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Envelope() {}

  /** @param ivPlace field, prefix, plaintext, field+prefix or field+plaintext */
  static String seal(byte[] text, byte[] certificate, String padding, int keyBytes, String ivPlace)
      throws GeneralSecurityException {
    byte[] key = random(keyBytes);
    byte[] iv = random(16);
    byte[] data = aes(Cipher.ENCRYPT_MODE, key, iv, ivPlace.contains("plaintext") ? join(iv, text) : text);
    byte[] encryptedKey = rsa(Cipher.ENCRYPT_MODE, padding, publicKey(certificate), key);
    return "{\"requestId\":\"\",\"service\":\"LOP\",\"encryptedKey\":\"" + encode(encryptedKey)
        + "\",\"oaepHashingAlgorithm\":\"" + ALGORITHM_NAMES.get(padding)
        + "\",\"iv\":\"" + (ivPlace.startsWith("field") ? encode(iv) : "")
        + "\",\"encryptedData\":\"" + encode(ivPlace.contains("prefix") ? join(iv, data) : data)
        + "\",\"clientInfo\":\"\",\"optionalParam\":\"\"}";
  }

  /** The text. A reader on a network must answer every failure in the same way. */
  static Optional<byte[]> open(String body, byte[] privateKey, String padding, int keyBytes) {
    try {
      if (!field(body, "oaepHashingAlgorithm").equals(ALGORITHM_NAMES.get(padding))) return Optional.empty();
      byte[] data = decode(field(body, "encryptedData"));
      byte[] iv = decode(field(body, "iv"));
      byte[] key = rsa(Cipher.DECRYPT_MODE, padding, privateKey(privateKey), decode(field(body, "encryptedKey")));
      if (key.length != keyBytes || (iv.length != 0 && iv.length != 16) || data.length < 16) return Optional.empty();
      // An empty field: the first block is the IV. A filled one may stand in front of the data as well.
      if (startsWith(data, iv)) {
        iv = Arrays.copyOf(data, 16);
        data = Arrays.copyOfRange(data, 16, data.length);
      }
      byte[] text = aes(Cipher.DECRYPT_MODE, key, iv, data);
      if (startsWith(text, iv)) text = Arrays.copyOfRange(text, 16, text.length);
      return looksLikeJson(text) ? Optional.of(text) : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** RSA without AES: the text in pieces that fit, one block for each, base64 of all. */
  static String sealRsa(byte[] text, byte[] certificate, String padding) throws GeneralSecurityException {
    PublicKey key = publicKey(certificate);
    int room = blockBytes((RSAKey) key) - (padding.equals("PKCS1") ? 11 : 42);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < text.length; at += room) {
      out.writeBytes(rsa(Cipher.ENCRYPT_MODE, padding, key, Arrays.copyOfRange(text, at, Math.min(at + room, text.length))));
    }
    return encode(out.toByteArray());
  }

  static Optional<byte[]> openRsa(String body, byte[] privateKey, String padding) {
    try {
      RSAPrivateKey key = privateKey(privateKey);
      byte[] data = decode(body.strip().replaceAll("^\"?(r=)?|\"$", "").replaceAll("\\s+", ""));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int at = 0; at < data.length; at += blockBytes(key)) {
        out.writeBytes(rsa(Cipher.DECRYPT_MODE, padding, key, Arrays.copyOfRange(data, at, Math.min(at + blockBytes(key), data.length))));
      }
      return looksLikeJson(out.toByteArray()) ? Optional.of(out.toByteArray()) : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static byte[] rsa(int mode, String padding, java.security.Key key, byte[] input) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHERS.getOrDefault(padding, padding));
    cipher.init(mode, key);
    return cipher.doFinal(input);
  }

  static PublicKey publicKey(byte[] certificate) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate)).getPublicKey();
  }

  private static RSAPrivateKey privateKey(byte[] pem) throws GeneralSecurityException {
    String base64 = new String(pem, StandardCharsets.US_ASCII).replaceAll("-----.*?-----|\\s", "");
    return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(decode(base64)));
  }

  private static byte[] aes(int mode, byte[] key, byte[] iv, byte[] input) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    return cipher.doFinal(input);
  }

  /** Envelopes are flat and their values need no escapes but the one that PHP writes for a slash. A client takes a JSON library. */
  private static String field(String body, String name) {
    var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(body);
    return found.find() ? found.group(1).replace("\\/", "/") : "";
  }

  /** Stands for a parser, which the JDK lacks: what another key leaves is noise. */
  private static boolean looksLikeJson(byte[] text) {
    int last = text.length - 1;
    return last > 0 && (text[0] == '{' && text[last] == '}' || text[0] == '[' && text[last] == ']');
  }

  private static int blockBytes(RSAKey key) {
    return (key.getModulus().bitLength() + 7) / 8;
  }

  private static boolean startsWith(byte[] data, byte[] prefix) {
    return data.length >= prefix.length && Arrays.equals(Arrays.copyOf(data, prefix.length), prefix);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] out = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, out, first.length, second.length);
    return out;
  }

  private static byte[] random(int count) {
    byte[] out = new byte[count];
    RANDOM.nextBytes(out);
    return out;
  }

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] decode(String text) {
    return Base64.getDecoder().decode(text);
  }
}
