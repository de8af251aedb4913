using System.Diagnostics.CodeAnalysis;

namespace Ao.Plugins.Git;

/// <summary>The lock files of git. One that a killed process left behind would lock for ever.</summary>
internal static class LockFile
{
    /// <summary>Far longer than git holds a lock on references or an index, shorter than the patience of the waiting side.</summary>
    private static readonly TimeSpan s_stale = TimeSpan.FromSeconds(10);

    /// <summary>Finds the lock file that git complains of. A reference that changed meanwhile is no such complaint.</summary>
    public static bool TryFind(string error, [NotNullWhen(true)] out string? file)
    {
        file = null;
        const string Start = "Unable to create '";
        var start = error.IndexOf(Start, StringComparison.Ordinal);
        if (start >= 0)
        {
            start += Start.Length;
            var end = error.IndexOf("': File exists", start, StringComparison.Ordinal);
            file = end > start ? error[start..end] : null;
        }
        else if (error.Contains("could not lock config file", StringComparison.Ordinal))
        {
            file = "";
        }

        return file is not null;
    }

    public static void RemoveIfStale(string file, string root, DateTimeOffset now)
    {
        if (file.EndsWith(".lock", StringComparison.Ordinal) && Path.GetFullPath(file).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && File.Exists(file) && now - File.GetLastWriteTimeUtc(file) > s_stale)
        {
            File.Delete(file);
        }
    }
}
