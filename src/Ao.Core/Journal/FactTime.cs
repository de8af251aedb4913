namespace Ao.Journal;

/// <summary>How moments are stored: as microseconds since 1970-01-01 UTC.</summary>
internal static class FactTime
{
    public static long ToStored(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromStored(long stored) => new(DateTimeOffset.UnixEpoch.UtcTicks + (stored * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>Cuts a moment to what is stored of it.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset moment) => FromStored(ToStored(moment));
}
