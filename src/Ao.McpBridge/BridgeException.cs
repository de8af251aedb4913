namespace Ao.McpBridge;

/// <summary>Is thrown when the tools cannot be offered; the message is for the person who reads the agent's log.</summary>
internal sealed class BridgeException(string message, Exception? innerException = null) : Exception(message, innerException);
