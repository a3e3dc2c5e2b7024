@NullMarked
package ai.kamiyo.application.call;

import org.jspecify.annotations.NullMarked;
