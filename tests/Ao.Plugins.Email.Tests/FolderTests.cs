using System.Reflection;
using Ao.Notifiers;
using Ao.TestSupport;

namespace Ao.Plugins.Email.Tests;

/// <summary>The plugin as a host has it: a folder with the mail library in it, which the host does not know.</summary>
public sealed class FolderTests
{
    [Fact]
    public async Task Get_FromItsFolder_SendsMail()
    {
        var folder = typeof(FolderTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static entry => entry.Key == "PluginsFolder").Value!;
        await using var mailbox = new Mailbox();
        await using var plugin = new LoadedPlugin(folder, "email", new Dictionary<string, string?>
        {
            ["Host"] = "127.0.0.1",
            ["Port"] = mailbox.Port.ToString(),
            ["Security"] = "None",
            ["From"] = "ao@example.com",
            ["To:0"] = "ada@example.com",
        });

        var notification = new Notification { Key = new OperationKey("host/notify/1"), Priority = NotificationPriority.Info, Title = "From its folder", At = DateTimeOffset.UnixEpoch };
        await plugin.Get<INotifier>("email").NotifyAsync(notification, TestContext.Current.CancellationToken);

        Assert.Equal("[Ao] From its folder", (await mailbox.NextAsync()).Subject);
    }
}
