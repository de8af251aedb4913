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

    /// <summary>Gives the folder that keeps what the verifications of a session's claims wrote.</summary>
    public string EvidenceOf(SessionId session) => Make(Path.Combine("sessions", session.Value, "evidence"));

    /// <summary>Gives the folder for what the verification that runs needs, which nobody needs afterwards.</summary>
    public string VerificationOf(SessionId session) => Make(Path.Combine("sessions", session.Value, "verification"));

    /// <summary>Gives the folder for what runs in a trial of a project's change against a fork, which nobody needs afterwards.</summary>
    public string AlignmentOf(ProjectId project) => Make(Path.Combine("alignment", project.Value));

    /// <summary>Gives the folder for what a trial of a project's changes on its upstream needs, which nobody needs afterwards.</summary>
    public string TrialOf(ProjectId project) => Make(Path.Combine("trials", project.Value));

    /// <summary>Gets the folder for what the agents' tools keep: the key of their tokens, and the port that they are served at.</summary>
    public string AgentTools => Make("agent-tools");

    /// <summary>Gets the folder for the private keys of own ledgers.</summary>
    public string Keys => Make("keys");

    /// <summary>Gives a folder for the content of reports' attachments; its name is how their hashes begin.</summary>
    public string AttachmentsOf(string hash) => Make(Path.Combine("reports", "blobs", hash));

    /// <summary>Gives a path as it stands in the journal, so that the data folder can be moved.</summary>
    public string RelativeOf(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Gets the data folder itself.</summary>
    public string Root => Path.GetFullPath(options.Value.DataFolder);

    private string Make(string path)
    {
        // One by one: folders on the way would be open to everybody otherwise.
        var full = Root;
        MakeOne(full);
        foreach (var part in path.Split(Path.DirectorySeparatorChar))
        {
            full = Path.Combine(full, part);
            MakeOne(full);
        }

        return full;
    }

    private static void MakeOne(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }
}
