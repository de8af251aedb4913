using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub.Quota;

/// <summary>What a call takes of the quota.</summary>
/// <param name="Resource">The resource: <c>core</c> or <c>graphql</c>.</param>
/// <param name="Points">Its points of the hourly quota, as far as that is known beforehand.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="IsWrite">Whether it writes.</param>
internal readonly record struct QuotaNeed(string Resource, int Points, CallPurpose Purpose, bool IsWrite)
{
    public const string Core = "core";
    public const string GraphQl = "graphql";

    /// <summary>Gets its points of the limits by the minute.</summary>
    public int MinutePoints => IsWrite ? 5 : 1;

    /// <summary>Gets whether it may use what looks leave over.</summary>
    public bool MayUseReserve => IsWrite || Purpose is CallPurpose.Person or CallPurpose.Write;
}
