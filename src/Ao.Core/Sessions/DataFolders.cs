using Ao.Configuration;
using Microsoft.Extensions.Options;

namespace Ao.Sessions;

/// <summary>Where the sessions' own folders are.</summary>
internal sealed class DataFolders(IOptions<AoOptions> options)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Gives the folder for what a session's agent needs beside its workspace.</summary>
    public string StateOf(SessionId session) => Make(Path.Combine("sessions", session.Value, "state"));

    /// <summary>Gives the folder that a session's agent sees as its home, so that the operator's credentials are not in its reach.</summary>
    public string HomeOf(SessionId session) => Make(Path.Combine("sessions", session.Value, "home"));

    /// <summary>Gives the folder for what a session's agents wrote, one folder in it a run.</summary>
    public string OutputOf(SessionId session) => Make(Path.Combine("sessions", session.Value, "output"));

    private string Make(string path)
    {
        var full = Path.Combine(Path.GetFullPath(options.Value.DataFolder), path);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(full);
        }
        else
        {
            Directory.CreateDirectory(full, OwnerOnly);
        }

        return full;
    }
}
