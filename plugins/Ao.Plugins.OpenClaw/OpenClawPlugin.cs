using Ao.Channels;
using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

[assembly: AoPlugin("openclaw", typeof(Ao.Plugins.OpenClaw.OpenClawPlugin), Options = typeof(Ao.Plugins.OpenClaw.OpenClawOptions), Description = "Brings notifications to people through an OpenClaw gateway, and their answers back.")]
[assembly: AoSlot(Slot.Notifier, "openclaw")]

namespace Ao.Plugins.OpenClaw;

/// <summary>Brings notifications to people through an OpenClaw gateway, and their answers back.</summary>
public sealed class OpenClawPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddOptions<OpenClawOptions>();
        builder.Services.AddSingleton<IValidateOptions<OpenClawOptions>, OpenClawOptionsValidator>();
        builder.Services.AddSingleton<GatewayHealth>();
        builder.Services.AddSingleton<GatewayClient>();
        builder.Services.AddSingleton<NoiseControl>();
        builder.Services.AddSingleton<HeldNotes>();
        builder.Services.AddSingleton<RefusedNotes>();
        builder.Services.AddSingleton<Outgoing>();
        builder.Services.AddSingleton<OpenQuestions>();
        builder.Services.AddSingleton<AnswerProof>();
        builder.Services.AddSingleton<AnswerIntake>();
        builder.Services.AddSingleton<IHostedService, DigestDelivery>();
        builder.AddNotifier<OpenClawNotifier>("openclaw");
    }
}
