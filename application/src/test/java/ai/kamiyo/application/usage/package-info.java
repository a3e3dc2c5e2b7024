@org.jspecify.annotations.NullMarked
package ai.kamiyo.application.usage;
