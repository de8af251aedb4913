using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Ao.TestSupport.Forges;

/// <summary>The forges and chats of the tests (<c>eng/forges</c>): emulators on this machine, on free ports, in a process that ends with this one.</summary>
/// <remarks>Make it an assembly's fixture and call <see cref="EnsureAsync"/> in a test: it is started once, by the first that asks.
/// A class derived from it says in its constructor what is started.</remarks>
public class ForgeStack(ForgeStackOptions options) : IAsyncLifetime
{
    private static readonly TimeSpan s_longestStart = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_longestStop = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TempFolder _folder = new();
    private readonly StringBuilder _errors = new();
    private Process? _process;
    private ForgeAddresses? _addresses;

    /// <summary>Makes one that starts all services, without a git side and without contracts.</summary>
    public ForgeStack()
        : this(new ForgeStackOptions())
    {
    }

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
            process.Dispose();
        }

        _turn.Dispose();
        _folder.Dispose();
    }

    private static async Task StopAsync(Process process)
    {
        process.StandardInput.Close();
        using var ending = new CancellationTokenSource(s_longestStop, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(ending.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
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
        var start = new ProcessStartInfo(Node)
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments = ["stack.mjs", "--mark", mark, "--only", string.Join(',', options.Services), .. Option("--git", options.GitFolder), .. Option("--contracts", options.Contracts)];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(line.Data);
            }
        };
        _process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(s_longestStart, TimeProvider.System);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var line = await _process.StandardOutput.ReadLineAsync(ending.Token);
        Assert.True(line is not null, $"The stack did not start: {Complaints}");
        var addresses = JsonSerializer.Deserialize<ForgeAddresses>(line)!;
        Assert.Equal(_process.Id, addresses.Process);
        await AssertIdentityAsync(addresses, mark, cancellationToken);
        return addresses;
    }

    private static IEnumerable<string> Option(string name, string? value) => value is null ? [] : [name, value];
}
