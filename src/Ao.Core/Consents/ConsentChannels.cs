using Ao.Effects;
using Ao.Hosting;
using Ao.Notifiers;
using Ao.Plugins;
using Ao.Projects;
using Microsoft.Extensions.Logging;

namespace Ao.Consents;

/// <summary>Brings questions to every notifier that can ask, and their answers back. Each channel has loops of its own, so that none delays another or the engine.</summary>
internal sealed partial class ConsentChannels(ProjectCatalog projects, ISlotCatalog plugins, ConsentProjection projection, ConsentAudience audience, IConsents consents, UndeliveredQuestions undelivered, UndeliveredQuestionDesk desk, TimeProvider time, ILogger<ConsentChannels> logger) : IEngineStage
{
    private readonly List<BackgroundLoop> _loops = [];

    public int Order => 300;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var names = projects.All.SelectMany(static project => project.Options.Notifiers).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            // Loading a plugin takes time, and asking for it may fail: both happen in the channel's own loop.
            var loop = new BackgroundLoop();
            _loops.Add(loop);
            loop.Start(token => ServeAsync(name, token));
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        foreach (var loop in _loops)
        {
            await loop.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(string name, CancellationToken cancellationToken)
    {
        IConsentChannel? channel;
        try
        {
            channel = plugins.Find<IConsentChannel>(Slot.Notifier, name);
        }
        catch (PluginException exception)
        {
            LogUnavailable(exception, name);
            return;
        }

        if (channel is not null)
        {
            var worker = new ConsentChannelWorker(name, channel, plugins.Find<IConsentClosing>(Slot.Notifier, name), audience, projection, consents, undelivered, desk, time, logger);
            await Task.WhenAll(worker.AskAsync(cancellationToken), worker.ReadAsync(cancellationToken)).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifier {Notifier} cannot be asked for consent.")]
    private partial void LogUnavailable(Exception exception, string notifier);
}
