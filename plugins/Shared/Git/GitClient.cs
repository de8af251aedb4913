using System.Globalization;
using System.Text;
using Ao.Commands;

namespace Ao.Git;

/// <summary>Runs git with a configuration of Ao's own: no system's, no person's and no agent's takes effect.</summary>
internal sealed class GitClient(ICommandRunner runner, GitSettings settings, GitFolders folders, TimeProvider timeProvider) : IDisposable
{
    private static readonly TimeSpan s_lockPatience = TimeSpan.FromSeconds(20);
    private readonly SemaphoreSlim _starting = new(1, 1);
    private volatile Version? _version;

    /// <summary>Runs git; a non-zero exit code is a result. A lock that another process holds is waited for.</summary>
    public async ValueTask<CommandResult> RunAsync(GitCall call, CancellationToken cancellationToken)
    {
        await VersionAsync(cancellationToken).ConfigureAwait(false);
        var started = timeProvider.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var result = await StartAsync(call, cancellationToken).ConfigureAwait(false);
            if (result.Succeeded || !LockFile.TryFind(result.Error, out var file) || timeProvider.GetElapsedTime(started) > s_lockPatience)
            {
                return result.TimedOut && call.TimeLimit is null ? throw new GitException($"git {call.Arguments[0]} did not end within {settings.Timeout}. Raise the option {settings.Prefix}Timeout, or see what keeps the disk busy.") : result;
            }

            LockFile.RemoveIfStale(file, folders, timeProvider.GetUtcNow());
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(500, 10 << Math.Min(attempt, 6))), timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs git, which must succeed, and gives its output without the last line's end.</summary>
    public async ValueTask<string> ReadAsync(GitCall call, CancellationToken cancellationToken) =>
        (await ReadResultAsync(call, cancellationToken).ConfigureAwait(false)).Output.TrimEnd('\n');

    /// <summary>Runs git, which must succeed, and gives what it complained of too.</summary>
    public async ValueTask<CommandResult> ReadResultAsync(GitCall call, CancellationToken cancellationToken)
    {
        var result = await RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw Failure(call.Arguments[0], result);
        }

        return result.Truncated
            ? throw new GitException($"git {call.Arguments[0]} wrote more than {call.OutputLimit} bytes, which is more than Ao reads. The workspace holds too many files; remove or ignore some.")
            : result;
    }

    /// <summary>Tells which git it is, and refuses one that is too old.</summary>
    public async ValueTask<Version> VersionAsync(CancellationToken cancellationToken)
    {
        if (_version is { } known)
        {
            return known;
        }

        await _starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _version ??= await PrepareAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _starting.Release();
        }
    }

    public static GitException Failure(string command, CommandResult result)
    {
        var text = Printable.Clean(result.Error.Length > 0 ? result.Error : result.Output).Trim();
        return new GitException($"git {command} failed with exit code {result.ExitCode}: {(text.Length > 600 ? text[^600..] : text)}");
    }

    public void Dispose() => _starting.Dispose();

    private async ValueTask<Version> PrepareAsync(CancellationToken cancellationToken)
    {
        await GitConfiguration.WriteAsync(folders, cancellationToken).ConfigureAwait(false);
        CommandResult result;
        try
        {
            result = await StartAsync(new GitCall("version"), cancellationToken).ConfigureAwait(false);
        }
        catch (CommandNotFoundException exception)
        {
            throw new AoException($"git was not found as '{Printable.Quote(settings.Program)}'. Install {GitVersion.Required}; or give its path in the {folders.Plugin} plugin's option {settings.Prefix}Program.", exception);
        }

        if (!result.Succeeded || !GitVersion.TryParse(result.Output, out var version))
        {
            throw new AoException($"'{Printable.Quote(settings.Program)}' did not answer as git does, but with '{Printable.Quote(result.Output)}'. Give the path of git in the {folders.Plugin} plugin's option {settings.Prefix}Program.");
        }

        return GitVersion.IsFixed(version)
            ? version
            : throw new AoException($"git {version} is too old: reading a workspace with it could start a program that an agent put there. Install {GitVersion.Required}; or give the path of one in the {folders.Plugin} plugin's option {settings.Prefix}Program.");
    }

    private ValueTask<CommandResult> StartAsync(GitCall call, CancellationToken cancellationToken) => runner.RunAsync(
        new CommandRequest
        {
            Command = new CommandLine(settings.Program, call.Arguments),
            WorkingDirectory = call.WorkTree ?? folders.Home,
            Environment = EnvironmentOf(call),
            Input = call.Bytes ?? Encoding.UTF8.GetBytes(call.Input),
            OutputLimit = call.OutputLimit,
            Observer = call.Observer,
            Timeout = call.TimeLimit is { } limit && limit < settings.Timeout ? limit : settings.Timeout,
        },
        cancellationToken);

    private Dictionary<string, string?> EnvironmentOf(GitCall call)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["HOME"] = folders.Home,
            ["XDG_CONFIG_HOME"] = folders.Home,
            ["LC_ALL"] = "C",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_GLOBAL"] = folders.Configuration,
            ["GIT_ATTR_NOSYSTEM"] = "1",
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_OPTIONAL_LOCKS"] = "0",
            ["GIT_NO_LAZY_FETCH"] = "1",
            ["GIT_NO_REPLACE_OBJECTS"] = "1",
            ["GIT_LITERAL_PATHSPECS"] = "1",
            ["GIT_DIR"] = call.GitDir,
            ["GIT_WORK_TREE"] = call.WorkTree,
            ["GIT_INDEX_FILE"] = call.IndexFile,
        };
        if (call.Date is { } date)
        {
            variables["GIT_AUTHOR_DATE"] = variables["GIT_COMMITTER_DATE"] = string.Create(CultureInfo.InvariantCulture, $"@{date.ToUnixTimeSeconds()} +0000");
        }

        if (call.AllocationLimit is { } bytes)
        {
            variables["GIT_ALLOC_LIMIT"] = bytes.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in call.Environment ?? new Dictionary<string, string?>())
        {
            variables[name] = value;
        }

        return variables;
    }
}
