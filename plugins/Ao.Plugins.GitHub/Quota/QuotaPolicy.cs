namespace Ao.Plugins.GitHub.Quota;

/// <summary>How careful to be.</summary>
/// <param name="Reserve">The share that looks leave over.</param>
/// <param name="WriteInterval">The least time between two writes.</param>
/// <param name="MaxWritesAnHour">The most writes in an hour.</param>
internal sealed record QuotaPolicy(double Reserve, TimeSpan WriteInterval, int MaxWritesAnHour)
{
    public const int MaxWritesAMinute = 80;
    public const int MaxRestAMinute = 900;
    public const int MaxGraphQlAMinute = 2000;
}
