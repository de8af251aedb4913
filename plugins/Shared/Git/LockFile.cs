using System.Diagnostics.CodeAnalysis;

namespace Ao.Git;

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

    /// <summary>Removes a lock that was left behind. It is moved aside first and looked at again: another process may have removed the old one and taken a new one meanwhile, which is put back.</summary>
    public static void RemoveIfStale(string file, GitFolders folders, DateTimeOffset now)
    {
        if (!file.EndsWith(".lock", StringComparison.Ordinal) || !folders.Holds(file) || !IsStale(file, now))
        {
            return;
        }

        // Git passes over names that end like this when it lists references.
        var aside = $"{file[..^".lock".Length]}.{Guid.NewGuid():n}.lock";
        try
        {
            File.Move(file, aside);
            if (IsStale(aside, now))
            {
                File.Delete(aside);
            }
            else
            {
                File.Move(aside, file, overwrite: false);
            }
        }
        catch (FileNotFoundException)
        {
            // Another process removed it first, which is as good.
        }
    }

    private static bool IsStale(string file, DateTimeOffset now) => File.Exists(file) && now - File.GetLastWriteTimeUtc(file) > s_stale;
}
