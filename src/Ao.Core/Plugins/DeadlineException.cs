namespace Ao.Plugins;

/// <summary>Is thrown when a plugin did not answer in time; whoever waited says it in words.</summary>
internal sealed class DeadlineException(TimeSpan limit) : TimeoutException
{
    public TimeSpan Limit { get; } = limit;
}
