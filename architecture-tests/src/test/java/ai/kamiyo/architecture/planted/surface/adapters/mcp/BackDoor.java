package ai.kamiyo.architecture.planted.surface.adapters.mcp;

/** Planted: a second door. */
public interface BackDoor {}
