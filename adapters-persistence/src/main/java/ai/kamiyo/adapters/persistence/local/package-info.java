/** What the person at this machine may do. */
@NullMarked
package ai.kamiyo.adapters.persistence.local;

import org.jspecify.annotations.NullMarked;
