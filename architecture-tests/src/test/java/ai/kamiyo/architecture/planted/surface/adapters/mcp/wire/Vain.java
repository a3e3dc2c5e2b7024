package ai.kamiyo.architecture.planted.surface.adapters.mcp.wire;

/** Planted: public although only its own package uses it. */
public interface Vain {}
