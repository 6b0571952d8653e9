package dev.writ.engine;

import dev.writ.schedule.ScheduleEngine;
import dev.writ.schedule.Turns;
import dev.writ.settings.WritSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who keeps the time of recurring work: the server where there is one, else the record. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

  @Bean
  ScheduleEngine scheduleEngine(
      Engine engine, EngineGate gate, Turns turns, WritSettings settings) {
    return switch (settings.temporal().engine()) {
      case IN_PROCESS -> new StandInSchedules(turns, gate);
      case DEV_SERVER, EXTERNAL -> new ServerSchedules(engine.client());
    };
  }
}
