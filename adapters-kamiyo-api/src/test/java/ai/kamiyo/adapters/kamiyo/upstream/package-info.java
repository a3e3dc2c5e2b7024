/** Stand-ins for the services that incidents are read from, as they behave and as they fail. */
@NullMarked
package ai.kamiyo.adapters.kamiyo.upstream;

import org.jspecify.annotations.NullMarked;
