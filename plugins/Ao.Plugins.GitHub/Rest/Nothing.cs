namespace Ao.Plugins.GitHub.Rest;

/// <summary>A body without content, for calls that take none, and an answer that is not looked at.</summary>
internal sealed record Nothing
{
    public static Nothing Value { get; } = new();
}
