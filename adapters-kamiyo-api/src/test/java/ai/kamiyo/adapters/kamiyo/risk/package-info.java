@org.jspecify.annotations.NullMarked
package ai.kamiyo.adapters.kamiyo.risk;
