using System.Security.Cryptography;
using System.Text;
using Ao.Runtimes;

namespace Ao.Plugins.Tmux;

/// <summary>Where the runtime keeps its files: a folder a run, the keeper's script, the server's configuration and its socket.</summary>
internal sealed class TmuxFolder
{
    private const int LongestSocketPath = 100;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly Lazy<string> _socket;

    public TmuxFolder(PluginEnvironment environment)
    {
        Root = environment.DataFolder;
        Runs = Path.Combine(Root, "runs");
        _socket = new Lazy<string>(FindSocket);
    }

    public string Root { get; }

    public string Runs { get; }

    public string Keeper => Path.Combine(Root, "keeper.sh");

    public string Configuration => Path.Combine(Root, "tmux.conf");

    /// <summary>Gets the path of the server's socket.</summary>
    public string Socket => _socket.Value;

    public RunFolder Of(RunId run) => new(run, Path.Combine(Runs, run.ToString()));

    public IEnumerable<RunFolder> All() =>
        Directory.Exists(Runs)
            ? Directory.EnumerateDirectories(Runs)
                .Where(folder => RunId.TryParse(Path.GetFileName(folder), null, out _))
                .Select(folder => new RunFolder(RunId.Parse(Path.GetFileName(folder)), folder))
            : [];

    /// <summary>Writes what the server needs. A host that was updated brings its own version.</summary>
    public void Prepare()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new AoException("The tmux runtime tells processes apart by /proc, which only Linux has. Use the runtime local-process here.");
        }

        Directory.CreateDirectory(Runs, Private);
        WriteResource("processes.sh", Path.Combine(Root, "processes.sh"));
        WriteResource("keeper.sh", Keeper);
        WriteResource("tmux.conf", Configuration);
    }

    private static void WriteResource(string name, string path)
    {
        using var resource = typeof(TmuxFolder).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(resource);
        var text = reader.ReadToEnd();
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            return;
        }

        var temporary = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>A socket's path can have 108 bytes, and a data folder's can be longer: then the socket is in a private folder under the temporary one.</summary>
    private string FindSocket()
    {
        var path = Path.Combine(Root, "tmux.sock");
        if (Encoding.UTF8.GetByteCount(path) <= LongestSocketPath || !OperatingSystem.IsLinux())
        {
            return path;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)))[..24];
        var folder = Path.Combine(Path.GetTempPath(), $"ao-tmux-{hash}");
        Directory.CreateDirectory(folder, Private);

        // Another user could have made it first, to own the socket. Only the owner can set the mode.
        try
        {
            File.SetUnixFileMode(folder, Private);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new AoException($"The folder '{folder}' for the tmux socket belongs to another user. Remove it, or choose a shorter path for Ao's data folder.", exception);
        }

        return Path.Combine(folder, "tmux.sock");
    }
}
