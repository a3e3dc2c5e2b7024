/** What Redis is asked. */
@NullMarked
package ai.kamiyo.adapters.persistence.redis;

import org.jspecify.annotations.NullMarked;
