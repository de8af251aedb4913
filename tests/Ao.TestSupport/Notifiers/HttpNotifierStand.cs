using Ao.Notifiers;
using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ao.TestSupport.Notifiers;

/// <summary>A notifier that speaks HTTP, over a stub receiver.</summary>
/// <typeparam name="TPlugin">The plugin.</typeparam>
public class HttpNotifierStand<TPlugin> : NotifierStand
    where TPlugin : IAoPlugin, new()
{
    private readonly string _name;
    private readonly TempFolder _data = new();
    private readonly LogLines _log = new();
    private readonly LoggerFactory _loggers;
    private readonly Dictionary<string, string?> _options;
    private readonly Func<StubRequest, ChannelArrival?> _read;
    private PluginHarness? _harness;

    /// <summary>Prepares the stand; <see cref="NotifierStand.RestartAsync"/> starts the plugin.</summary>
    /// <param name="name">The notifier's name.</param>
    /// <param name="options">Gives the plugin's options for the receiver's address. The timeout must be short: a call that runs into it, more than once where the plugin repeats it, must end within 10 seconds.</param>
    /// <param name="read">Reads what a request shows; <see langword="null"/> for one that shows nothing.</param>
    /// <param name="secrets">What nobody may read anywhere.</param>
    /// <param name="time">The clock, where the test has its own.</param>
    public HttpNotifierStand(string name, Func<Uri, Dictionary<string, string?>> options, Func<StubRequest, ChannelArrival?> read, IReadOnlyList<string> secrets, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);

        _name = name;
        _read = read;
        _options = options(Receiver.Address);
        Secrets = secrets;
        Time = time ?? TimeProvider.System;
        _loggers = new LoggerFactory([_log]);
    }

    /// <summary>Gets the receiver.</summary>
    public StubReceiver Receiver { get; } = new();

    /// <summary>Gets the plugin's services.</summary>
    public PluginHarness Harness => _harness ?? throw new InvalidOperationException("Start the stand first.");

    /// <inheritdoc/>
    public override INotifier Notifier => Harness.Get<INotifier>(_name);

    /// <inheritdoc/>
    public override IReadOnlyList<ChannelArrival> Arrived => [.. Receiver.Taken.Select(_read).OfType<ChannelArrival>()];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Log => _log.All;

    /// <summary>Gets the plugin's data folder.</summary>
    protected string DataFolder => _data.Path;

    private TimeProvider Time { get; }

    /// <inheritdoc/>
    public override void Behave(ChannelMood mood) => Receiver.Behave(mood);

    /// <inheritdoc/>
    public override async Task RestartAsync()
    {
        if (_harness is not null)
        {
            await _harness.DisposeAsync();
        }

        _harness = await PluginHarness.StartAsync<TPlugin>(_options, services =>
        {
            services.AddSingleton<ILoggerFactory>(_loggers);
            services.AddSingleton(Time);
            services.AddSingleton(new PluginEnvironment { Id = _name, Version = "0.0.0", Folder = AppContext.BaseDirectory, DataFolder = _data.Path });
        });
    }

    /// <inheritdoc/>
    protected override async ValueTask DisposeCoreAsync()
    {
        if (_harness is not null)
        {
            await _harness.DisposeAsync();
        }

        await Receiver.DisposeAsync();
        _loggers.Dispose();
        _log.Dispose();
        _data.Dispose();
    }
}
