package ai.kamiyo.adapters.kamiyo.web;

import java.util.Optional;

/**
 * What a web server answered in time and within bounds.
 *
 * @param body empty if nothing has changed since the validators that were sent
 * @param validators to be sent with the next request for the same address
 */
public record Answer(Optional<byte[]> body, Validators validators) {

  /**
   * What a server said of the version it sent, so that it can be asked for newer ones only.
   *
   * @param etag its ETag
   * @param lastModified its Last-Modified, as it was written
   */
  public record Validators(Optional<String> etag, Optional<String> lastModified) {
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());
  }
}
