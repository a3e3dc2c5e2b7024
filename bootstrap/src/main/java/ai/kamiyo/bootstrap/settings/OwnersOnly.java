package ai.kamiyo.bootstrap.settings;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What a file or a folder of secrets is created with, so that there is no moment in which others
 * can read it. Systems without POSIX permissions (Windows) know none of it: there the home folder
 * is its owner's.
 */
public final class OwnersOnly {
  private OwnersOnly() {}

  /** For a file at this place. */
  public static FileAttribute<?>[] file(Path place) {
    return attributes(place, "rw-------");
  }

  /** For a folder at this place. */
  static FileAttribute<?>[] folder(Path place) {
    return attributes(place, "rwx------");
  }

  static boolean known(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] attributes(Path place, String permissions) {
    return known(place)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
