namespace Ao.Reports;

/// <summary>How much can go along with a report.</summary>
internal static class AttachmentLimits
{
    private const int Mebi = 1024 * 1024;

    /// <summary>How many files a report can have.</summary>
    public const int MaxCount = 20;

    /// <summary>The largest file as it is kept, in bytes.</summary>
    public const int MaxSize = 8 * Mebi;

    /// <summary>The largest sum of a report's files, in bytes.</summary>
    public const int MaxTotal = 32 * Mebi;

    /// <summary>How much of a log is read to find its end, in bytes.</summary>
    public const long MaxRead = 80L * Mebi;

    /// <summary>Writes a size for people.</summary>
    public static string Describe(long size) => $"{size / Mebi} MiB";
}
