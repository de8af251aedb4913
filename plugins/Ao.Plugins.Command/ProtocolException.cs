namespace Ao.Plugins.Command;

/// <summary>Says what is wrong with a line of the protocol.</summary>
internal sealed class ProtocolException(string message) : Exception(message);
