using System.Text;
using Ao.Commands;
using Ao.Plugins.LocalProcess;
using Ao.Runtimes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.LocalProcess.Tests;

/// <summary>A data folder, and one host after the other that works in it.</summary>
internal sealed class RuntimeFixture : IAsyncDisposable
{
    private readonly TestSupport.TempFolder _folder = new();
    private readonly List<LocalProcessRuntime> _hosts = [];

    private readonly TimeSpan _writeTimeout;

    /// <param name="writeTimeout">How long a write may make no progress; by default longer than a busy machine keeps a program waiting.</param>
    public RuntimeFixture(TimeSpan? writeTimeout = null)
    {
        _writeTimeout = writeTimeout ?? TimeSpan.FromSeconds(60);
        Runtime = NewHost();
    }

    public LocalProcessRuntime Runtime { get; private set; }

    public string Path => _folder.Path;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static RunId Id(int number = 1) => new(new SessionId("test", number), 1);

    public string RunPath(RunId id) => _folder.Combine("data", "runs", id.ToString());

    public LocalProcessRuntime NewHost(ICommandRunner? commands = null)
    {
        var host = Create(_folder.Combine("data"), commands, _writeTimeout);
        _hosts.Add(host);
        return host;
    }

    public static LocalProcessRuntime Create(string dataFolder, ICommandRunner? commands = null, TimeSpan? writeTimeout = null)
    {
        var environment = new PluginEnvironment { Id = "local-process", Version = "0", Folder = AppContext.BaseDirectory, DataFolder = dataFolder };
        var options = Options.Create(new LocalProcessOptions { WriteTimeout = writeTimeout ?? TimeSpan.FromSeconds(60), StartTimeout = TimeSpan.FromSeconds(60) });
        return new LocalProcessRuntime(commands ?? new CommandRunner(TimeProvider.System), environment, TimeProvider.System, options, NullLogger<RunMonitor>.Instance);
    }

    /// <summary>Ends the host's life and begins the next one's.</summary>
    public async Task RestartAsync()
    {
        await Runtime.DisposeAsync();
        Runtime = NewHost();
    }

    public RunRequest Shell(string script, int number = 1, params string[] arguments) => Shell(_folder.Path, script, number, arguments);

    public static RunRequest Shell(string folder, string script, int number, params string[] arguments) => new()
    {
        Run = Id(number),
        Command = new CommandLine("sh", ["-c", script, "sh", .. arguments]),
        WorkingDirectory = folder,
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" },
    };

    public async Task<(string Output, int? ExitCode)> ReadToEndAsync(RunHandle handle)
    {
        var bytes = new MemoryStream();
        await foreach (var item in Runtime.WatchAsync(handle, 0, Token))
        {
            if (item is RunOutput output)
            {
                Assert.Equal(bytes.Length, output.Cursor);
                await bytes.WriteAsync(output.Data, Token);
            }
            else
            {
                return (Encoding.UTF8.GetString(bytes.ToArray()), Assert.IsType<RunExited>(item).ExitCode);
            }
        }

        throw new InvalidOperationException("The watch ended without an end of the run.");
    }

    /// <summary>Reads until a text has come out.</summary>
    public async Task<string> ReadUntilAsync(RunHandle handle, string text)
    {
        var seen = new StringBuilder();
        await foreach (var item in Runtime.WatchAsync(handle, 0, Token))
        {
            seen.Append(Encoding.UTF8.GetString(Assert.IsType<RunOutput>(item).Data.Span));
            if (seen.ToString().Contains(text, StringComparison.Ordinal))
            {
                return seen.ToString();
            }
        }

        throw new InvalidOperationException("The run ended before.");
    }

    public List<int> Marked(RunId id)
    {
        var folder = new RunFolder(id, RunPath(id));
        var marker = folder.MarkerOf(folder.ReadRecord()!);
        return ProcessTable.Snapshot(ProcessTable.RunMarker).Markers.Where(entry => entry.Value == marker).Select(entry => entry.Key).ToList();
    }

    /// <summary>Reads the arguments of a process, each ended by a NUL; nothing, where the process has ended meanwhile.</summary>
    public static string CommandLineOf(ProcessEntry entry)
    {
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer.AsSpan(0, Math.Max(0, ProcFile.Read($"/proc/{entry.Pid}/cmdline", buffer))));
    }

    public async ValueTask DisposeAsync()
    {
        var runs = await Runtime.ListAsync(CancellationToken.None);
        await Task.WhenAll(runs.Select(status => Runtime.StopAsync(status.Handle, TimeSpan.Zero, CancellationToken.None).AsTask()));

        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        _folder.Dispose();
    }
}
