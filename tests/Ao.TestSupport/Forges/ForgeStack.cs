using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CliWrap;
using Xunit;

namespace Ao.TestSupport.Forges;

/// <summary>The forges and chats of the tests (<c>eng/forges</c>): emulators on this machine, on free ports, in a process that ends with this one.</summary>
/// <remarks>A class derived from it says in its constructor what is started. Make that class an assembly's fixture and call <see cref="EnsureAsync"/> in a test:
/// the stack is started once, by the first that asks.</remarks>
public abstract class ForgeStack(ForgeStackOptions options) : IAsyncLifetime
{
    private static readonly TimeSpan s_longestStart = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_longestStop = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TempFolder _folder = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _killing = new();
    private CommandTask<CliWrap.CommandResult>? _process;
    private ForgeAddresses? _addresses;

    /// <summary>Gets what the stack complained of so far.</summary>
    public string Complaints
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Gets where the stack is installed by <c>eng/install-forges.sh</c>.</summary>
    public static string Modules { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("AO_FORGES_CACHE") is { Length: > 0 } cache ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "ao", "forges"),
        "node_modules");

    /// <summary>Gets the Node.js of the stack.</summary>
    public static string Node { get; } = Path.Combine(Modules, "node", "bin", "node");

    /// <summary>Skips the running test where the stack is not installed. It fails instead where the environment variable <c>AO_REQUIRE_TOOLS</c> is 1.</summary>
    public static void EnsureInstalled() =>
        RequiredTool.EnsureThat(File.Exists(Node), "The forges of the tests are not installed", "Run eng/install-forges.sh.");

    /// <summary>Makes a folder from which the stack's programs can be run: they look for their packages beside them.</summary>
    /// <param name="folder">The folder.</param>
    public static void LayOut(string folder)
    {
        foreach (var script in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "forges"), "*.mjs"))
        {
            File.Copy(script, Path.Combine(folder, Path.GetFileName(script)), overwrite: true);
        }

        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), Modules);
    }

    /// <summary>Gives the running stack; starts it where it does not run. The test is skipped where it is not installed.</summary>
    /// <returns>Where everything is.</returns>
    public async Task<ForgeAddresses> EnsureAsync()
    {
        EnsureInstalled();
        var cancellationToken = TestContext.Current.CancellationToken;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _addresses ??= await StartAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_process is { } process)
        {
            await StopAsync(process);
        }

        _killing.Dispose();
        _turn.Dispose();
        _folder.Dispose();
    }

    private async Task StopAsync(CommandTask<CliWrap.CommandResult> process)
    {
        // It ends when its standard input closes.
        _stopping.TrySetResult();
        try
        {
            await process.Task.WaitAsync(s_longestStop, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            await _killing.CancelAsync();
        }
    }

    private static async Task AssertIdentityAsync(ForgeAddresses addresses, string mark, CancellationToken cancellationToken)
    {
        Assert.Equal(mark, addresses.Mark);
        if (addresses.GitHub is not { } address)
        {
            return;
        }

        // Another server on that port, which answers 200 to everything, would let tests pass that test nothing.
        using var client = new HttpClient();
        var identity = await client.GetFromJsonAsync<JsonElement>(new Uri(address, "/_ao/identity"), cancellationToken);
        Assert.Equal(mark, identity.GetProperty("mark").GetString());
    }

    private async Task<ForgeAddresses> StartAsync(CancellationToken cancellationToken)
    {
        LayOut(_folder.Path);
        var mark = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        string[] arguments = ["stack.mjs", "--mark", mark, "--only", string.Join(',', options.Services), .. Option("--git", options.GitFolder), .. Option("--contracts", options.Contracts)];
        var announced = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Cli.Wrap(Node)
            .WithArguments(arguments)
            .WithWorkingDirectory(_folder.Path)
            .WithStandardInputPipe(PipeSource.Create((_, ended) => _stopping.Task.WaitAsync(ended)))
            .WithStandardOutputPipe(PipeTarget.ToDelegate(text => announced.TrySetResult(text)))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(Complain))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(_killing.Token);
        await Task.WhenAny(announced.Task, _process.Task).WaitAsync(s_longestStart, TimeProvider.System, cancellationToken);
        Assert.True(announced.Task.IsCompleted, $"The stack did not start: {Complaints}");
        var line = await announced.Task;
        var addresses = JsonSerializer.Deserialize<ForgeAddresses>(line)!;
        Assert.Equal(_process.ProcessId, addresses.Process);
        await AssertIdentityAsync(addresses, mark, cancellationToken);
        return addresses;
    }

    private void Complain(string line)
    {
        lock (_errors)
        {
            _errors.AppendLine(line);
        }
    }

    private static IEnumerable<string> Option(string name, string? value) => value is null ? [] : [name, value];
}
