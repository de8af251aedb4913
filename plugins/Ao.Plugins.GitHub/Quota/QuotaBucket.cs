using System.Text.Json.Serialization;

namespace Ao.Plugins.GitHub.Quota;

/// <summary>What is left of one resource's hourly quota, as GitHub last told.</summary>
internal sealed record QuotaBucket(int Limit, int Remaining, DateTimeOffset ResetsAt)
{
    /// <summary>Gets the points of calls that are under way, which GitHub may or may not have counted yet.</summary>
    [JsonIgnore]
    public int Reserved { get; init; }

    /// <summary>Gives the bucket as it is now: full again once its time is over.</summary>
    public QuotaBucket At(DateTimeOffset now) => now >= ResetsAt ? this with { Remaining = Limit } : this;
}
