using Ao.Runtimes;

namespace Ao.Acp;

/// <summary>The agent could not be asked for something.</summary>
/// <param name="Message">Why.</param>
internal sealed record AcpFailed(string Message) : RunEvent;
