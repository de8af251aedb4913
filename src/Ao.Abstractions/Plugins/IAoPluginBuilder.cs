using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ao.Plugins;

/// <summary>What a plugin configures itself with.</summary>
public interface IAoPluginBuilder
{
    /// <summary>Gets the plugin's own services. They never meet another plugin's. Of the host's services these are there: <see cref="Microsoft.Extensions.Logging.ILoggerFactory"/>
    /// (and <c>ILogger&lt;T&gt;</c>), <see cref="TimeProvider"/>, <see cref="Commands.ICommandRunner"/>, <see cref="IHttpClients"/> and <see cref="PluginEnvironment"/>.</summary>
    IServiceCollection Services { get; }

    /// <summary>Binds a class to the plugin's options in the configuration. Unknown keys, wrong values and broken
    /// <see cref="System.ComponentModel.DataAnnotations"/> rules are reported at start, all at once.</summary>
    /// <typeparam name="TOptions">The class that <see cref="AoPluginAttribute.Options"/> names.</typeparam>
    /// <returns>The builder of the options, for defaults and further validation.</returns>
    OptionsBuilder<TOptions> AddOptions<TOptions>()
        where TOptions : class;
}
