using Ao.Commands;
using Ao.Git.Remotes;

namespace Ao.GitRemotes.Tests;

/// <summary>What is made of git's words.</summary>
public sealed class RemoteFaultTests
{
    [Theory]
    [InlineData("fatal: unable to access 'https://x/': Could not resolve host: x", "Unreachable")]
    [InlineData("fatal: unable to access 'https://x/': The requested URL returned error: 503", "Unreachable")]
    [InlineData("ssh: connect to host x port 22: Connection refused\nfatal: Could not read from remote repository.", "Unreachable")]
    [InlineData("error: RPC failed; curl 56 Recv failure: Connection reset by peer\nfatal: early EOF", "Unreachable")]
    [InlineData("remote: Repository not found.\nfatal: repository 'https://x/' not found", "NotFound")]
    [InlineData("ERROR: Repository not found.\nfatal: Could not read from remote repository.", "NotFound")]
    [InlineData("fatal: '/x' does not appear to be a git repository", "NotFound")]
    [InlineData("git@x: Permission denied (publickey).\nfatal: Could not read from remote repository.", "Unauthorized")]
    [InlineData("fatal: Authentication failed for 'https://x/'", "Unauthorized")]
    [InlineData("fatal: could not read Username for 'https://x': terminal prompts disabled", "Unauthorized")]
    [InlineData("remote: Permission to o/n.git denied to u.\nfatal: unable to access 'https://x/': The requested URL returned error: 403", "Forbidden")]
    [InlineData("fatal: unable to access 'https://x/': SSL certificate problem: self signed certificate", "Untrusted")]
    [InlineData("Host key verification failed.\nfatal: Could not read from remote repository.", "Untrusted")]
    [InlineData("fatal: couldn't find remote ref refs/ao/claims/x", "MissingReference")]
    [InlineData("fatal: remote error: upload-pack: not our ref aaaa", "MissingReference")]
    [InlineData("error: object aaaa: hasDotgit: contains '.git'\nfatal: fsck error in packed object", "BadObject")]
    [InlineData("remote: Authentication failed, says a hook\nfatal: something else", "BrokenOff")]
    [InlineData("", "BrokenOff")]
    public void Of_Words_TellTheFault(string words, string fault) => Assert.Equal(fault, RemoteFaults.Of(Result(words)).ToString());

    [Theory]
    [InlineData("!\ta:refs/heads/x\t[rejected] (non-fast-forward)", "", "Moved")]
    [InlineData("!\ta:refs/heads/x\t[rejected] (stale info)", "", "Moved")]
    [InlineData("!\ta:refs/heads/x\t[remote rejected] (cannot lock ref 'refs/heads/x': is at b but expected c)", "", "Moved")]
    [InlineData("!\ta:refs/heads/x\t[remote rejected] (protected branch hook declined)", "", "Refused")]
    [InlineData("!\ta:refs/heads/x\t[remote failure] (remote failed to report status)", "", "BrokenOff")]
    [InlineData("", "fatal: unable to access 'https://x/': Could not resolve host: x", "NotSent")]
    [InlineData("", "error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502\nfatal: the remote end hung up unexpectedly", "BrokenOff")]
    [InlineData("", "git@x: Permission denied (publickey).", "NotSent")]
    [InlineData("", "Connection closed by 1.2.3.4 port 22", "BrokenOff")]
    public void Push_Words_TellTheOutcome(string output, string error, string outcome) =>
        Assert.Equal(outcome, PushAnswer.Of(new CommandResult { ExitCode = 1, Output = "To x\n" + output + "\nDone", Error = error }).Outcome.ToString());

    [Fact]
    public void Heads_ListingOfARemote_IsReadAndNonsensePassedOver()
    {
        var id = new string('a', 40);

        var heads = RemoteHeads.Parse($"ref: refs/heads/main\tHEAD\n{id}\tHEAD\n{id}\trefs/heads/main\nnonsense\nzz\trefs/heads/x\n{id}\tnot/a/ref\n");

        Assert.Equal("main", heads.Default);
        Assert.Equal(["refs/heads/main"], heads.References.Keys);
        Assert.Null(RemoteHeads.Parse("ref: refs/heads/-x\tHEAD\n").Default);
    }

    private static CommandResult Result(string error) => new() { ExitCode = 128, Output = "", Error = error };
}
