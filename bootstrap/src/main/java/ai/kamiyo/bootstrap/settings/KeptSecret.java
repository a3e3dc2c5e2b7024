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
  private static final int BYTES = 48;
  private static final long PAUSE_NANOS = 10_000_000;
  private static final Object IN_THIS_PROCESS = new Object();

  private final Path file;

  private KeptSecret(Path home, String name) {
    file = home.resolve(name);
  }

  /** The secret of this name. */
  static Secret in(Path home, String name) {
    KeptSecret kept = new KeptSecret(home, name);
    try {
      return Files.exists(kept.file) ? kept.read() : kept.agreed();
    } catch (IOException e) {
      throw new UncheckedIOException("the " + name + " cannot be kept in " + home, e);
    }
  }

  private Secret read() throws IOException {
    if (OwnersOnly.known(file)) {
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
      Files.createDirectories(file.resolveSibling(""), OwnersOnly.folder(file));
      try (FileChannel lock = open(beside(".lock"), CREATE);
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
    Path draft = beside(".new");
    Files.deleteIfExists(draft);
    try (FileChannel out = open(draft, CREATE_NEW)) {
      String text = Base64.getEncoder().encodeToString(random) + "\n";
      out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path beside(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private static FileChannel open(Path path, StandardOpenOption creation) throws IOException {
    return FileChannel.open(path, Set.of(creation, WRITE), OwnersOnly.file(path));
  }
}
