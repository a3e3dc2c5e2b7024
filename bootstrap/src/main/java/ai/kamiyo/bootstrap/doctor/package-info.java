/** What stands between this installation and a start. */
@NullMarked
package ai.kamiyo.bootstrap.doctor;

import org.jspecify.annotations.NullMarked;
