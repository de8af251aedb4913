using System.Collections.Concurrent;

namespace Ao.Hosting;

/// <summary>Holds a data folder for one orchestrator of this process. Against other processes the journal's own lock holds it.</summary>
internal sealed class DataFolderClaim : IDisposable
{
    private static readonly ConcurrentDictionary<string, DataFolderClaim> s_claims =
        new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    private readonly string _folder;
    private readonly string _owner;

    private DataFolderClaim(string folder, string owner)
    {
        _folder = folder;
        _owner = owner;
    }

    /// <summary>Takes the folder.</summary>
    /// <exception cref="AoException">Another orchestrator of this process has it.</exception>
    public static DataFolderClaim Take(string folder, string owner)
    {
        var claim = new DataFolderClaim(Canonical(folder), owner);
        var holder = s_claims.GetOrAdd(claim._folder, claim);
        return holder == claim
            ? claim
            : throw new AoException($"The orchestrator '{Printable.Quote(owner)}' cannot use the data folder '{Printable.Quote(folder)}': the orchestrator '{Printable.Quote(holder._owner)}' of this process uses it. Give each its own DataFolder.");
    }

    /// <inheritdoc/>
    public void Dispose() => s_claims.TryRemove(new KeyValuePair<string, DataFolderClaim>(_folder, this));

    // Links are followed from the root down, so that two ways to one folder are seen as one, whether it exists yet or not.
    private static string Canonical(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return full;
        }

        var path = Path.Combine(Canonical(parent), Path.GetFileName(full));
        try
        {
            return Directory.ResolveLinkTarget(path, returnFinalTarget: true) is { } target && target.FullName != path ? Canonical(target.FullName) : path;
        }
        catch (IOException)
        {
            // A folder that is not there yet, or a link that leads nowhere: its opening will tell.
            return path;
        }
    }
}
