namespace Ao.Git.Remotes;

/// <summary>How objects are checked that come from elsewhere.</summary>
internal static class FetchChecks
{
    // Mistakes that old programs made and that harm nobody: forges take them, so there are repositories that hold them.
    private static readonly string[] s_harmless = ["zeroPaddedFilemode", "missingSpaceBeforeDate", "badTimezone", "missingEmail", "missingSpaceBeforeEmail"];

    /// <summary>Gets the settings of a fetch that checks all that it takes.</summary>
    public static IReadOnlyList<string> Settings { get; } = ["-c", "fetch.fsckObjects=true", .. s_harmless.SelectMany(static mistake => new[] { "-c", $"fetch.fsck.{mistake}=ignore" })];
}
