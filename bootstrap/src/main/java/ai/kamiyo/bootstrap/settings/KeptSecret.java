package ai.kamiyo.bootstrap.settings;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A random secret of this installation, readable by its owner only. However many processes ask for
 * it at once, they agree on one.
 */
final class KeptSecret {
  private static final String FILE = "signing-secret";
  private static final int BYTES = 48;
  private static final long PAUSE_NANOS = 10_000_000;
  private static final Object IN_THIS_PROCESS = new Object();

  private final Path file;
  private final boolean posix;

  private KeptSecret(Path home) {
    file = home.resolve(FILE);
    posix = home.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  static Secret in(Path home) {
    KeptSecret kept = new KeptSecret(home);
    try {
      return Files.exists(kept.file) ? kept.read() : kept.agreed();
    } catch (IOException e) {
      throw new UncheckedIOException("the signing secret cannot be kept in " + home, e);
    }
  }

  private Secret read() throws IOException {
    if (posix) {
      Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
      if (!Files.getPosixFilePermissions(file).equals(owner)) {
        Files.setPosixFilePermissions(file, owner);
      }
    }
    Secret secret = new Secret(Files.readString(file).strip());
    if (secret.bytes().length < Secrets.MIN_SIGNING_BYTES) {
      throw new IOException(file + " is too short; delete it to have a new one");
    }
    return secret;
  }

  /** File locks hold between processes only, hence the monitor. */
  private Secret agreed() throws IOException {
    synchronized (IN_THIS_PROCESS) {
      Files.createDirectories(file.resolveSibling(""), only("rwx------"));
      try (FileChannel lock = open(file.resolveSibling(FILE + ".lock"), CREATE);
          FileLock _ = awaited(lock)) {
        if (!Files.exists(file)) {
          write();
        }
        return read();
      }
    }
  }

  /** Tried again and again: the system refuses to wait where threads of two processes cross. */
  private static FileLock awaited(FileChannel channel) throws IOException {
    FileLock lock = channel.tryLock();
    while (lock == null) {
      LockSupport.parkNanos(PAUSE_NANOS);
      lock = channel.tryLock();
    }
    return lock;
  }

  private void write() throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Path draft = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(draft);
    try (FileChannel out = open(draft, CREATE_NEW)) {
      String text = Base64.getEncoder().encodeToString(random) + "\n";
      out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private FileChannel open(Path path, StandardOpenOption creation) throws IOException {
    return FileChannel.open(path, Set.of(creation, WRITE), only("rw-------"));
  }

  private FileAttribute<?>[] only(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
