using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

[assembly: AoPlugin("email", typeof(Ao.Plugins.Email.EmailPlugin), Options = typeof(Ao.Plugins.Email.EmailOptions), Description = "Sends notifications as mail.")]
[assembly: AoSlot(Slot.Notifier, "email")]

namespace Ao.Plugins.Email;

/// <summary>Sends notifications as mail.</summary>
public sealed class EmailPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddOptions<EmailOptions>();
        builder.Services.AddSingleton<IValidateOptions<EmailOptions>, EmailOptionsValidator>();
        builder.Services.AddSingleton<ServerTrust>();
        builder.Services.AddSingleton<MailComposer>();
        builder.Services.AddSingleton<MailTransport>();
        builder.AddNotifier<EmailNotifier>("email");
    }
}
