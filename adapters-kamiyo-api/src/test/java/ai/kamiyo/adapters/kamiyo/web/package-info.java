@NullMarked
package ai.kamiyo.adapters.kamiyo.web;

import org.jspecify.annotations.NullMarked;
