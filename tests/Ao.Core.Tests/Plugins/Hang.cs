namespace Ao.Core.Tests.Plugins;

/// <summary>How a plugin hangs, and what ends it.</summary>
internal sealed class Hang
{
    public bool BeforeAwait { get; init; }

    public bool HeedsToken { get; init; }

    public bool AtStart { get; init; }

    public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
