using System.Reflection;

namespace Ao.Plugins;

/// <summary>Puts what a plugin's code throws into one sentence.</summary>
internal static class PluginFault
{
    private const int MaxLength = 600;

    /// <summary>Runs a step of loading. It has no token, so that a cancellation is as much a fault as anything else.</summary>
    /// <exception cref="PluginException">The step threw.</exception>
    public static void Guard(string pluginId, string what, Action step) => Guard(pluginId, what, () =>
    {
        step();
        return true;
    });

    /// <inheritdoc cref="Guard(string, string, Action)"/>
    public static T Guard<T>(string pluginId, string what, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception exception) when (exception is not PluginException)
        {
            throw Describe(pluginId, what, exception);
        }
    }

    public static PluginException Describe(string pluginId, string what, Exception exception)
    {
        var cause = Unwrap(exception);
        var remedy = cause switch
        {
            AoException => "",
            FileNotFoundException or FileLoadException or TypeLoadException or MissingMethodException or BadImageFormatException =>
                " A file of the plugin is missing or was built for something else: install it again, or in a version that was built for this host.",
            _ => " This is a defect of the plugin: update it, or tell its author.",
        };
        return new PluginException(pluginId, $"The plugin '{pluginId}' {what}: {TextOf(cause)}{remedy}", exception);
    }

    /// <summary>Gives the text of an exception, bounded and fit to be shown.</summary>
    public static string TextOf(Exception exception)
    {
        var text = Printable.Clean(exception is AoException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}").Trim();
        text = text.Length > MaxLength ? string.Concat(text.AsSpan(0, MaxLength), "…") : text;
        return text.EndsWith('.') || text.EndsWith('!') ? text : text + ".";
    }

    private static Exception Unwrap(Exception exception) => exception switch
    {
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        AggregateException { InnerExceptions: [var inner] } => Unwrap(inner),
        _ => exception,
    };
}
