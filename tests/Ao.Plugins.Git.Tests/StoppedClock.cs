namespace Ao.Plugins.Git.Tests;

/// <summary>A clock on which it is always the same moment; waiting goes on as ever.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
