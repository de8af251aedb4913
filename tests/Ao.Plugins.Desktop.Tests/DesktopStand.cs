using Ao.Commands;
using Ao.Notifiers;
using Ao.TestSupport;
using Ao.TestSupport.Notifiers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.Desktop.Tests;

/// <summary>The notifier over a runner that stands for the desktop's program.</summary>
internal sealed class DesktopStand(DesktopKind kind, Func<CommandRequest, ChannelArrival> read) : NotifierStand
{
    private readonly TempFolder _data = new();
    private readonly LogLines _log = new();
    private PluginHarness? _harness;

    public RecordingRunner Runner { get; } = new();

    public override INotifier Notifier => _harness!.Get<INotifier>("desktop");

    public override IReadOnlyList<ChannelArrival> Arrived => [.. Runner.Requests.Select(read)];

    public override IReadOnlyList<string> Secrets => [];

    public override IReadOnlyList<string> Log => _log.All;

    public override void Behave(ChannelMood mood) => Runner.Result = mood switch
    {
        ChannelMood.NeverAnswers => static async (request, token) =>
        {
            await Task.Delay(request.Timeout, TimeProvider.System, token);
            return RecordingRunner.Exit(137) with { TimedOut = true };
        },
        ChannelMood.Refuses => static (_, _) => Task.FromResult(RecordingRunner.Exit(1, error: "no desktop\e[31m")),
        _ => static (_, _) => Task.FromResult(RecordingRunner.Exit(0)),
    };

    public override async Task RestartAsync()
    {
        if (_harness is not null)
        {
            await _harness.DisposeAsync();
        }

        _harness = await PluginHarness.StartAsync<DesktopPlugin>(new Dictionary<string, string?> { ["Kind"] = kind.ToString(), ["Timeout"] = "00:00:00.500" }, services =>
        {
            services.AddSingleton<ICommandRunner>(Runner);
            services.AddSingleton<ILoggerFactory>(new LoggerFactory([_log]));
            services.AddSingleton(new PluginEnvironment { Id = "desktop", Version = "0.0.0", Folder = AppContext.BaseDirectory, DataFolder = _data.Path });
        });
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        if (_harness is not null)
        {
            await _harness.DisposeAsync();
        }

        _log.Dispose();
        _data.Dispose();
    }
}
